"""What kind of table is each sheet of the corpus, and is any of its columns doubted?"""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.sheets import read_sheets
from maillage.ground.directory.contact_files.table.fields import WANTED
from tests.ground.directory.contact_files.corpus_reading import files

KINDS = {
    "01_contacts_ctg.xlsx": ["contacts", "members", ""],
    "02_comite_programmation_gal.csv": ["members"],
    "03_annuaire_petr.ods": ["members", "contacts", "elected"],
    "01_plan_crte.xlsx": ["plan"],
    "02_plan_pat.csv": ["plan"],
    "03_postes_ctg.xlsx": ["posts"],
    "04_emargement_cls.xlsx": ["attendance"],
    "04_equipements.ods": ["facilities"],
    "05_export_messagerie_pat.csv": ["contacts"],
    "05_maquette_large.xlsx": ["funding"],
    "06_plans_paires.csv": ["funding"],
    "people_list_in_utf16": ["contacts"],
    "numbered_contacts_in_cp1252": ["contacts"],
    "signatures_list": ["attendance"],
    "development_council": ["members"],
    "project_team": ["contacts", "contacts", "", "plan"],
    "joint_board": ["members"],
    "mixed_contact_columns": ["contacts"],
    "bodies_in_columns": ["contacts"],
    "structure_group": ["contacts"],
    "roles_in_each_header": ["members"],
    "contacts_beside_names": ["contacts"],
}


@pytest.mark.parametrize(("name", "content"), files().items(), ids=files())
def test_sheets_of_the_corpus_are_of_their_kind(name: str, content: bytes) -> None:
    readings = read_sheets(open_content(content), WANTED)

    kinds = [reading.kind.word if reading.kind else "" for reading in readings]
    assert kinds == KINDS[name]
    assert [c.header for r in readings for c in r.columns if c.doubt] == []
