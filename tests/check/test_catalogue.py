from stratiform.check.catalogue import catalogue


def test_every_rule_says_what_why_and_how() -> None:
    for id_, rule in catalogue().items():
        assert rule.types, id_
        for text in (rule.title, rule.why, rule.fix):
            assert text[:1].isupper() or text[:1].isdigit(), id_
        assert rule.source.startswith("https://"), id_
        assert rule.why.endswith("."), id_
        assert rule.fix.endswith("."), id_
