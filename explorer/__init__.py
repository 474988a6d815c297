"""What people look at: pages, tables and exchange files."""
