"""What a court order warns of (H5)."""

from datetime import date

from families.orders import warning_from_a_closed_record, warning_of

FACTS = {
    "kind": "Non-molestation order",
    "binds": {1: "Peter"},
    "protects": {2: "Petra", 3: "Robin"},
    "forbids": "Must not come within 100 metres.\n",
    "ends_on": date(2027, 3, 1),
}


def test_the_sentence_names_everybody_and_what_is_forbidden_until_when_h5():
    assert warning_of(**FACTS, people=[1]).text == (
        "Non-molestation order, binds Peter, protects or is about Petra and Robin, until 1 March 2027. "
        "Must not come within 100 metres."
    )


def test_an_order_without_a_last_day_and_binding_a_stranger_says_so_h5():
    text = warning_of(**FACTS | {"ends_on": None, "binds": {}, "protects": {}}, binds_others="Mr X", people=[]).text
    assert text.startswith("Non-molestation order, binds Mr X, with no end date known.")


def test_bringing_the_bound_and_the_protected_together_is_picked_out_h5():
    assert warning_of(**FACTS, people=[1, 3]).keeps_them_apart
    assert not warning_of(**FACTS, people=[1]).keeps_them_apart
    assert not warning_of(**FACTS, people=[2, 3]).keeps_them_apart


def test_somebody_both_bound_and_protected_is_not_kept_from_themselves_h5():
    assert not warning_of(**FACTS | {"binds": {2: "Petra"}}, people=[2]).keeps_them_apart


def test_of_an_order_on_a_closed_record_the_worker_is_told_to_ask_first_h5():
    facts = {name: FACTS[name] for name in ("kind", "binds", "protects")}
    warning = warning_from_a_closed_record(**facts, people=[1, 3])
    assert warning.keeps_them_apart
    assert warning.text == (
        "Non-molestation order, binds Peter, protects or is about Petra and Robin. "
        "Ask the duty manager before you book or invite."
    )
