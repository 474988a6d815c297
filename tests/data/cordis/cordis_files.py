"""Small files in the forms of CORDIS, with their oddities, and their readings."""
# ruff: noqa: E501 - rows of tables

from __future__ import annotations

from pathlib import Path

from data.cordis import importer
from data.files.document import open_document
from data.importing.reading import Claim, Delivery, Reading, RowError
from graph.lines import record_lines
from graph.model import Record

PROJECT = (
    "\ufeff"
    "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;"
    "frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi;keywords;brandNew\n"
    '"101000001";"BRIDGE";"SIGNED";"Bridges &amp; <i>roads</i>";"2021-01-01";"2024-12-31";"1732084,40";"1500000";'
    '"HORIZON.2.5";"HORIZON-CL5-2021-D1-01-01";"2020-11-30";"HORIZON";"HORIZON-CL5-2021-D1-01";"";"HORIZON-RIA";"";'
    '"First line\nsecond line";"2022-01-01 10:00:00";"230001";"10.3030/101000001";"bridges, roads";"x"\n'
    '"101000002";"NODATE";"SIGNED";"No date";"soon";"";"";"";"";"";"";"HORIZON";"";"";"";"";"";"";"";"";"";""\n'
)
ORGANIZATION = (
    "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;"
    "nutsCode;geolocation;organizationURL;contactForm;contentUpdateDate;rcn;order;role;ecContribution;netEcContribution;"
    "totalCost;endOfParticipation;active\n"
    '"101000001";"BRIDGE";"900000001";"DE1";"UNIVERSITAET NEUSTADT";"UNEU";"false";"HES";"Ring 1";"80331";"Muenchen";"DE";'
    '"DE212";"48.1371,11.5754";"www.uni-neustadt.example";"https://ec.europa.eu/x";"2022";"1";"1";"coordinator";"500000,5";'
    '"500000,5";"600000";"false";"true"\n'
    '"101000001";"BRIDGE";"900000002";"";"Max Mustermann";"";"true";"PRC";"";"";"";"DE";"";"";"";"";"";"2";"2";"thirdParty";'
    '"1000";"";"";"false";""\n'
    '"101000001";"BRIDGE";"900000003";"";"Brueckenbau GmbH";"";"true";"PRC";"";"";"Athens";"EL";"";"";"";"";"";"3";"3";'
    '"associatedPartner";"0";"";"";"false";""\n'
    '"101000001";"BRIDGE";"900000004";"";"Odd Ltd";"";"";"PRC";"";"";"";"UK";"";"";"";"";"";"4";"4";"emperor";"";"";"";"";""\n'
)
SIDES = {
    "euroSciVoc.csv": "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription\n"
    "101000001;/23/47;/natural sciences/computer and information sciences;computer and information sciences;\n",
    "topics.csv": "projectID;topic;title\n101000001;HORIZON-CL5-2021-D1-01-01;Social integration of migrants\n",
    "legalBasis.csv": "projectID;legalBasis;title;uniqueProgrammePart\n101000001;HORIZON.2.5;Climate, Energy and Mobility;true\n"
    "101000001;HORIZON.2.5.9;Nine;false\n",
    "webLink.csv": "id;projectID;physUrl;availableLanguages;status;archivedDate;type;source;represents\n"
    "7;101000001;https://bridge.example/home;en;;;relatedWebsite;;project\n",
}
PLUS = (
    "project_id,pic,partner_role,pillar_abbr,pillar_descr,eu_contribution,legal_name,legal_short_name,legal_entity_type,"
    "country_code,legal_url,ec_contribution,net_ec_contribution,project_acronym,thematic_priority,topic_code,"
    "topic_description,framework_programme,start_date,end_date,legal_basis,funding_scheme,country,re_contribution,call_year\n"
    "633053,900000001,Coordinator,EU.3.,Societal Challenges,10,UNI NEUSTADT,UN,HES,UK,NA,12.5,NA,FUSE,Health,T-1,"
    "Health of young people,H2020,2014-01-01,2018-12-31,NA,RIA,United Kingdom,10,2014\n"
    "633053,900000001,Participant,NA,NA,0,NEUSTADT UNIVERSITY,UN,HES,UK,NA,12.5,NA,FUSE,Health,T-1,"
    "Health of young people,H2020,2014-01-01,2018-12-31,NA,RIA,United Kingdom,0,2014\n"
    "633053,900000001,Participant,NA,NA,1,NEUSTADT UNIVERSITY,UN,HES,UK,NA,12.5,NA,FUSE,Health,T-1,"
    "Health of young people,H2020,2014-01-01,2018-12-31,NA,RIA,United Kingdom,0,2014\n"
    "633053,NA,Participant,NA,NA,NA,WINDHOEK COUNCIL,NA,PUB,NA,NA,NA,NA,FUSE,Health,T-1,"
    "Health of young people,H2020,2014-01-01,2018-12-31,NA,RIA,Namibia,NA,2014\n"
    "633053,NA,Thirdparty,NA,NA,NA,NA,NA,NA,NA,NA,5,NA,FUSE,Health,T-1,"
    "Health of young people,H2020,2014-01-01,2018-12-31,NA,RIA,NA,NA,2014\n"
)
DASHBOARD = [
    ["Framework Programme", "Project Nbr", "Acronym", "Project Title", "PIC", "Legal Name", "Legal Entity Type",
     "Participant role", "Country Code", "NUTS 2 Code", "City", "Net EU Contribution", "Project Start Date", "Seen before"],
    ["HORIZON", "101000009", "TOWN", "Towns", "900000001", "UNI NEUSTADT", "HES", "COORDINATOR", "DE", "DE21", "Augsburg",
     "1234.567", "01/02/2023", "?"],
]  # fmt: skip


def delivery(folder: Path, files: dict[str, str]) -> Reading:
    """The reading of files that are written into a folder."""
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    documents = [open_document(folder / name) for name in files]
    return importer.read(Delivery("cordis", {"main": documents}, "cordis", Claim(1.0, "")))


def outcome(reading: Reading) -> tuple[list[Record], list[str]]:
    """All records, the common ones first, and the reasons of rejected rows."""
    found, rejected = list(reading.common()), []
    for row in reading.rows():
        try:
            found += list(reading.records(row))
        except RowError as error:
            rejected.append(f"{error.column}={error.value}")
    return found, rejected


def statements(records: list[Record]) -> set[str]:
    """All statements of records, each once."""
    return {line for record in records for line in record_lines(record)}
