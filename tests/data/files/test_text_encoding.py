import codecs

import pytest

from data.files.text_encoding import survey

# Invented lines of tables, in the languages whose code pages are in use.
GERMAN = "Name des Begünstigten;Fördermaßnahme für Mädchen in Köln;öffentliche Träger;Größe;Überblick"
EURO = "Begünstigter;Gesamtbetrag in €;40.000,00 €;Förderung"
POLISH = "Nazwa beneficjenta;Tytuł projektu;województwo śląskie;Łódź;źródło;wsparcie osób bezrobotnych;święto"
CROATIAN = "Naziv korisnika;sažetak;Grad Šibenik;Općina Đakovo;županija;poboljšanje učinkovitosti;čišćenje"
CZECH = "Název příjemce;částka způsobilých výdajů;Plzeň;Ústí;škola;řízení;žádost"
HUNGARIAN = "Kedvezményezett neve;Győr;Székesfehérvár;önkormányzat;működő;gyűjtő;fejlesztése"
GREEK = "Όνομα δικαιούχου;Περιγραφή πράξης;ΑΘΗΝΑ;ημερομηνία έναρξης;επιλέξιμη δαπάνη;Άμεση ενίσχυση"
GREEK_CAPITALS = "ΔΗΜΟΣ ΑΘΗΝΑΙΩΝ;ΠΕΡΙΦΕΡΕΙΑ ΚΡΗΤΗΣ;ΥΠΟΥΡΓΕΙΟ ΠΑΙΔΕΙΑΣ;ΕΡΓΟ"
BULGARIAN = "Бенефициент;наименование на операцията;Община Пловдив;дата на започване;подкрепа за заетостта"
RUSSIAN = "Получатель;название проекта;администрация города;международное сотрудничество"
LITHUANIAN = "Projekto vykdytojas;Šiaulių rajonas;gyventojų užimtumo skatinimas;įmonė;žemės ūkis"
LATVIAN = "Finansējuma saņēmējs;Rīgas dome;Jūrmalas pilsēta;izglītības attīstība;šķirne"
TURKISH = "İstanbul;Büyükşehir;eğitim;çalışma;kadın girişimciliği;işsizlik;Şırnak"
FRENCH = "Bénéficiaire;Libellé de l'opération;région;développement économique;Où;Saône;cœur d'œuvre"
SPANISH = "Nombre;Operación;España;Cataluña;formación;niños;gestión;Málaga"
PORTUGUESE = "Designação;formação;inclusão;Região;ações;Lisboa"
FINNISH = "Hankkeen nimi;Jyväskylä;työ- ja elinkeino;Hämeen keskus;kehittäminen"
DANISH = "Støttemodtager;København;Århus;Sønderjylland;uddannelse på;Ærø"
ROMANIAN = "Denumirea operaţiunii;Judeţul Braşov;creşterea şanselor;şi;învăţământ;în România"
HEBREW = "שם המוטב;פרויקט מימון;עיריית תל אביב;תאריך התחלה"
JAPANESE = "補助金の名称;対象となる事業者;東京都の研究開発に関する支援;金額と年度"
MANY_COUNTRIES = "Universität Köln;Uniwersytet Łódzki;Łódź;Technická univerzita;Plzeň;TU München;Županija;Šibenik"

PAGES = [
    (GERMAN, "cp1252 iso8859-15 mac-roman cp850"),
    (EURO, "cp1252 iso8859-15"),
    (POLISH, "cp1250 iso8859-2 cp852"),
    (CROATIAN, "cp1250 iso8859-2 cp852"),
    (CZECH, "cp1250 iso8859-2"),
    (HUNGARIAN, "cp1250 iso8859-2"),
    (GREEK, "cp1253 iso8859-7 cp737"),
    (GREEK_CAPITALS, "cp1253 iso8859-7"),
    (BULGARIAN, "cp1251 iso8859-5"),
    (RUSSIAN, "cp1251 koi8-r"),
    (LITHUANIAN, "cp1257"),
    (LATVIAN, "cp1257"),
    (TURKISH, "cp1254"),
    (FRENCH, "cp1252 iso8859-15"),
    (SPANISH, "cp1252"),
    (PORTUGUESE, "cp1252"),
    (FINNISH, "cp1252"),
    (DANISH, "cp1252"),
    (ROMANIAN, "cp1250"),
    (HEBREW, "cp1255"),
    (JAPANESE, "cp932"),
    (MANY_COUNTRIES, "cp1250"),
    ("Accord – “quality” of life’s;£50", "cp1252"),
    ("Fläche;5 m²;10 °C;5 €", "cp1252"),
    ("STRASSE;MÜNCHEN;KÖLN", "cp1252"),
    ("ŁÓDŹ;WARSZAWA;KRAKÓW", "cp1250"),
    ("Grad Čakovec;Općina Čepin", "cp1250"),
    ("Αθήνα", "cp1253"),
    ("Łódź", "cp1250"),
]


@pytest.mark.parametrize(("text", "page"), [(text, page) for text, pages in PAGES for page in pages.split()])
def test_code_page_gives_the_text_back(text: str, page: str) -> None:
    assert text.encode(page).decode(survey([text.encode(page)]).name) == text


@pytest.mark.parametrize("text", [GERMAN, POLISH, GREEK, JAPANESE, "only ASCII", ""])
def test_utf8_is_told_from_code_pages(text: str) -> None:
    assert survey([text.encode()]).name == "utf-8"


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_utf8_may_be_cut_anywhere_between_pieces(size: int) -> None:
    raw = (GREEK + JAPANESE).encode()
    found = survey(raw[at : at + size] for at in range(0, len(raw), size))
    assert (found.name, found.damaged) == ("utf-8", 0)


@pytest.mark.parametrize(("text", "page"), [(GERMAN, "cp1252"), (POLISH, "cp1250"), (GREEK, "cp1253")])
def test_first_letter_beyond_ascii_may_come_late(text: str, page: str) -> None:
    ascii_only = [b"a;b;c\n" * 100_000] * 4
    assert survey([*ascii_only, text.encode(page)]).name == page
    assert survey([*ascii_only, text.encode()]).name == "utf-8"


def test_one_telling_byte_after_many_others_decides() -> None:
    many = (GERMAN + "\n").encode("iso8859-15") * 50_000
    assert survey([many, "Betrag in €\n".encode("iso8859-15"), many]).name == "iso8859-15"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_states_the_encoding(mark: bytes, name: str) -> None:
    found = survey([mark + GERMAN.encode(name)])
    assert (found.name, found.bom) == (name, True)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(name: str) -> None:
    assert survey([GERMAN.encode(name)]).name == name


def test_damaged_utf8_stays_utf8() -> None:
    found = survey([(GREEK * 5).encode() + b"\xfc" + GREEK.encode()])
    assert (found.name, found.damaged) == ("utf-8", 1)


def test_cut_off_utf8_stays_utf8() -> None:
    assert survey([(GREEK * 3).encode() + "ώ".encode()[:1]]).name == "utf-8"
