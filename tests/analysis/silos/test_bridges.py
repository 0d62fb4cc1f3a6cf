"""What leaves when one person leaves."""

from maillage.analysis.silos import LinkOnOnePerson, Participation, links_on_one_person


def test_links_that_rest_on_one_person() -> None:
    one_people = links_on_one_person(
        [
            Participation("CTG", "EPCI", "Anne"),
            Participation("CTG", "CAF", "Bao"),
            Participation("PAT", "EPCI", "Anne"),
            Participation("PAT", "CAF", "Chloé"),
            Participation("PAT", "Pays", "Dia"),
            Participation("PAT", "Pays", "Élie"),
            Participation("CLS", "ARS", "Farah"),
            Participation("CLS", "CAF", "Bao"),
            Participation("CLS", "CAF", "Chloé"),
            Participation("Note", "EPCI", "Gil"),
        ]
    )

    assert one_people == (
        LinkOnOnePerson("ARS", "CAF", "Farah", ("CLS",), is_bridge=True),
        LinkOnOnePerson("CAF", "Pays", "Chloé", ("PAT",), is_bridge=False),
        LinkOnOnePerson("EPCI", "CAF", "Anne", ("CTG", "PAT"), is_bridge=False),
        LinkOnOnePerson("EPCI", "Pays", "Anne", ("PAT",), is_bridge=False),
    )


def test_work_inside_one_structure_makes_no_link() -> None:
    assert links_on_one_person([Participation("Note", "EPCI", "Gil")]) == ()
