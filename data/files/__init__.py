"""Opening documents: files and archives as tables and objects, whatever their format; no meaning, only form."""

from data.files.document import Document, Sheet, documents, open_document
from data.files.web import fetch

__all__ = ["Document", "Sheet", "documents", "fetch", "open_document"]
