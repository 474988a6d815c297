"""The names of the months in the languages of the EU, by their folded beginnings."""

from __future__ import annotations

import unicodedata

# Nominative and genitive where they differ; a language's own letters are folded like the text.
_NAMES = [
    "january jan januar jän jänner januari janvier enero janeiro gennaio styczeń stycznia leden ledna január januára "
    "siječanj siječnja sijecanj ianuarie януари ιανουαριος ιανουαριου tammikuu tammikuuta jaanuar janvāris sausis "
    "sausio jannar eanáir janv januára januarja január",
    "february feb februar februari février fevrier febrero fevereiro febbraio luty lutego únor února február februára "
    "veljača veljače februarie февруари φεβρουαριος φεβρουαριου helmikuu helmikuuta veebruar februāris vasaris vasario "
    "frar feabhra févr februarja",
    "march mar mär märz maerz mrz marts mars marzo março marco maart marec marca marzec březen března brezen március "
    "ožujak ožujka martie март μαρτιος μαρτιου maaliskuu maaliskuuta märts kovas kovo marzu márta mart marca",
    "april apr avril abril aprile kwiecień kwietnia duben dubna apríl apríla április travanj travnja aprilie април "
    "απριλιος απριλιου huhtikuu huhtikuuta aprill aprīlis balandis balandžio aibreán avr aprila",
    "may mai maj mei mayo maio maggio mayo květen května máj mája május svibanj svibnja май μαιος μαιου μάιος "
    "toukokuu toukokuuta maijs gegužė gegužės mejju bealtaine maja maj",
    "june jun juni juin junio junho giugno czerwiec czerwca červen června jún júna június lipanj lipnja iunie юни "
    "ιουνιος ιουνιου kesäkuu kesäkuuta juuni jūnijs birželis birželio ġunju meitheamh junij junija",
    "july jul juli juillet julio julho luglio lipiec lipca červenec července júl júla július srpanj srpnja iulie юли "
    "ιουλιος ιουλιου heinäkuu heinäkuuta juuli jūlijs liepa liepos lulju iúil juil julij julija",
    "august aug augustus août aout agosto sierpień sierpnia srpen srpna augusta augusztus kolovoz kolovoza август "
    "αυγουστος αυγουστου elokuu elokuuta augusts rugpjūtis rugpjūčio awwissu lúnasa avgust avgusta augusti ago",
    "september sep sept septembre septiembre setembro settembre wrzesień września září september septembra szeptember "
    "rujan rujna septembrie септември σεπτεμβριος σεπτεμβριου syyskuu syyskuuta septembris rugsėjis rugsėjo settembru "
    "meán fómhair set",
    "october oct okt oktober octobre octubre outubro ottobre październik października říjen října október októbra "
    "octombrie октомври οκτωβριος οκτωβριου lokakuu lokakuuta oktoober oktobris spalis spalio ottubru "
    "okt oktobra out ott",
    "november nov novembre noviembre novembro november novembra studeni studenoga studenog "
    "noiembrie ноември νοεμβριος νοεμβριου marraskuu marraskuuta novembris lapkritis lapkričio novembru samhain",
    "december dec dez dezember décembre decembre diciembre dezembro dicembre grudzień grudnia prosinec prosince "
    "decembra prosinac prosinca decembrie декември δεκεμβριος δεκεμβριου joulukuu joulukuuta detsember decembris "
    "gruodis gruodžio diċembru nollaig déc dic",
]


def fold_month(word: str) -> str:
    """A month's name without case, accents and a closing point."""
    word = unicodedata.normalize("NFKD", word.casefold().strip(".,"))
    return "".join(letter for letter in word if not unicodedata.combining(letter))


MONTHS = {fold_month(name): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# November in Polish and Czech, October in Croatian: no date may rest on it.
AMBIGUOUS = frozenset(["listopad", "listopada", "listopadu"])
