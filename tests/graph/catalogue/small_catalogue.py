"""A small store with all that a catalogue takes in, as Turtle."""

from __future__ import annotations

TURTLE = """
PREFIX theme: <https://w3id.org/verbund/id/theme/>
PREFIX programme: <https://w3id.org/verbund/id/programme/>
PREFIX region: <https://w3id.org/verbund/id/region/>
nuts:DE a vb:Region ; rdfs:label "Deutschland"@de, "Germany"@en ; vb:level "nuts0" .
nuts:DE2 a vb:Region ; rdfs:label "Bayern"@de ; vb:level "nuts1" ; skos:broader nuts:DE, region:de-south .
nuts:DE21 a vb:Region ; rdfs:label "Oberbayern"@de ; vb:level "nuts2" ; skos:broader nuts:DE2 .
nuts:DE212 a vb:Region ; rdfs:label "München, Kreisfreie Stadt"@de ; vb:level "nuts3" ; skos:broader nuts:DE21 ;
    geo:lat 48.14 ; geo:long 11.57 .
nuts:DED a vb:Region ; rdfs:label "Sachsen"@de ; vb:level "nuts1" ; skos:broader nuts:DE .
region:de-south a vb:Region ; rdfs:label "Süddeutschland"@de ; vb:level "macro" ;
    skos:broader nuts:DE ; skos:definition "Bayern und Baden-Württemberg"@de .
region:mk a vb:Region ; rdfs:label "Nordmazedonien"@de ; vb:level "country" .

theme:bildung a vb:Theme ; rdfs:label "Bildung"@de, "Education"@en ;
    skos:inScheme <https://w3id.org/verbund/id/theme-scheme> .
theme:sprache a vb:Theme ; rdfs:label "Sprache"@de ; skos:broader theme:bildung ;
    skos:inScheme <https://w3id.org/verbund/id/theme-scheme> .

programme:esf a vb:Programme ; rdfs:label "Europäischer Sozialfonds"@de ; vb:acronym "ESF" .
programme:esf-a a vb:Programme ; rdfs:label "ESF Achse A"@de ; vb:partOf programme:esf .

ex:bund a vb:Organisation ; rdfs:label "Bund"@de .
ex:uni a vb:Organisation ; rdfs:label "Universität München"@de, "University of Munich"@en ; vb:region nuts:DE212 .
ex:verein a vb:Organisation ; rdfs:label "Verein für Elternarbeit"@de ; vb:region nuts:DED .
ex:still a vb:Organisation ; rdfs:label "Stille Stelle"@de ; vb:region region:mk .

ex:p1 a vb:Project ; rdfs:label "Sprachbrücke"@de ; vb:theme theme:sprache ;
    schema:startDate "2019-05-01" ; schema:endDate "2021-04-30" ; vb:fundedBy ex:bund ; vb:partner ex:uni, ex:verein ;
    vb:grant ex:g1 ; vb:participation ex:a1, ex:a2 .
ex:g1 a vb:Grant ; vb:funder ex:bund ; vb:programme programme:esf-a ; vb:amount 100000 ; vb:currency "EUR" ;
    schema:startDate "2018" .
ex:a1 a vb:Participation ; vb:organisation ex:uni ; vb:role "coordinator" ; vb:amount 60000 ; vb:currency "EUR" .
ex:a2 a vb:Participation ; vb:organisation ex:verein ; vb:role "partner" ; vb:amount 40000 ; vb:currency "EUR" .
ex:p2 a vb:Project ; rdfs:label "Elternhaus"@de ; vb:theme theme:bildung ; vb:region nuts:DED ;
    vb:grant ex:g2 ; vb:participation ex:a3 ; vb:partner ex:verein .
ex:g2 a vb:Grant ; vb:amount 5000 ; vb:currency "CHF" ; schema:startDate "2023-02-01" .
ex:a3 a vb:Participation ; vb:organisation ex:verein ; vb:role "partner" ; vb:amount 5000 ; vb:currency "CHF" .
ex:i a vb:Initiative ; rdfs:label "Elternarbeit"@de ; vb:member ex:p1 ; vb:seeks ex:n .
ex:n a vb:Need ; vb:sought "partner" ; vb:region nuts:DED .
ex:e a vb:Event ; rdfs:label "Jahrestreffen"@de ; vb:attendedBy ex:i ; schema:startDate "2022-11-02" .
"""
EX = "https://example.org/"
NUTS = "http://data.europa.eu/nuts/code/"
SOUTH = "https://w3id.org/verbund/id/region/de-south"
ABROAD = "https://w3id.org/verbund/id/region/mk"
THEME, PROGRAMME = "https://w3id.org/verbund/id/theme/", "https://w3id.org/verbund/id/programme/"


def short(iris: list[str]) -> str:
    """The ends of IRIs, sorted, in one line."""
    return " ".join(sorted(iri.rsplit("/", 1)[-1] for iri in iris))
