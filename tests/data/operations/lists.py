"""Small lists of operations, written by hand, with the oddities of real ones."""

from __future__ import annotations

GERMAN = """\
Liste der Vorhaben ESF Musterland 2014-2020;;;;;;;;
;;;;;;;;
Name des Begünstigten;Bezeichnung des Vorhabens;Zusammenfassung des Vorhabens;Beginn des Vorhabens;Ende des Vorhabens;"Förderfähige
Gesamtausgaben";Unions-Kofinanzierungssatz;Postleitzahl des Vorhabens;Interventionskategorie;Besonderes
Brücke e.V.;Sprachkurse;Deutschkurse für junge Migrantinnen und Migranten;01.02.2016;31.12.2017;40.000,50 €;50 %;80331;109 - Aktive Inklusion;x
Mustermann, Max;Coaching Mustermann, Max;Beratung;05.02.16;;9.000,00;0,5;1067;104;
Werkstatt GmbH;Ausbildung;Ausbildung junger Menschen;1.7.2015;30.06.2018;1.234.567,00;49,92%;86150;103;
Werkstatt GmbH;Ausbildung;Ausbildung junger Menschen;1.7.2015;30.06.2018;1.234.567,00;49,92%;86150;103;
Werkstatt GmbH;Ausbildung;Zweite Gruppe;1.7.2015;30.06.2018;20.000,00;49,92%;86150;103;
Haus am See gGmbH;Garten;Umwelt;31.02.2016;31.12.2016;5.000,00;50 %;86150;103;
Gesamt;;;;;2.508.135,00;;;;
"""

POLISH = """\
Nazwa beneficjenta;Tytuł projektu;Numer umowy;Program;Wartość projektu;Wydatki kwalifikowalne;Dofinansowanie UE;Data rozpoczęcia;Data zakończenia
Gmina Miejska Przykładowo;Żłobek „Słoneczko”;POWR.01.02.03-04-0005/16;PO WER;1 234 567,89;1 000 000,00;850 000,00;2016-03-01;2018-02-28
"""

GREEK = """\
Όνομα δικαιούχου;Τίτλος πράξης;Περίληψη πράξης;Ημερομηνία έναρξης;Ημερομηνία λήξης;Συνολική επιλέξιμη δαπάνη;Ταχυδρομικός κώδικας;Χώρα
Δήμος Παραδείγματος;Κέντρο νεότητας;Υπηρεσίες για νέους;01/03/2017;31/12/2019;125.000,00 €;10431;Ελλάδα
"""

CROATIAN = """\
Naziv korisnika;Naziv operacije;Sažetak operacije;Datum početka;Datum završetka;Ukupni prihvatljivi izdaci;Stopa sufinanciranja Unije;Poštanski broj;Država
Općina Primjer;Škola za šumare;Obnova škole;15.05.2018.;14.05.2020.;2.500.000,00 kn;85%;10000;Hrvatska
"""
