"""Tables point down only: a key to a room above would tie the rooms together behind the imports' back."""

from django.apps import apps

# Bottom to top; rooms of one floor share a number.
FLOORS = {
    "strongerfamilies": 0,
    "accounts": 1,
    "jobs": 2,
    "documents": 2,
    "eligibility": 3,
    "families": 4,
    "identification": 5,
    "plans": 6,
    "referrals": 6,
    "outcomes": 7,
    "privacy": 7,
    "overview": 8,
}


def allowed(model, other):
    mine, theirs = model._meta.app_label, other._meta.app_label
    return theirs not in FLOORS or mine == theirs or FLOORS[theirs] < FLOORS[mine]


def keys():
    for model in apps.get_models():
        if model._meta.app_label in FLOORS:
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model:
                    yield model, field


def test_no_key_points_up_or_sideways():
    upward = [f"{model.__name__}.{field.name}" for model, field in keys() if not allowed(model, field.related_model)]
    assert not upward


def test_every_room_has_its_floor():
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert ours <= set(FLOORS)


def test_keys_were_found_to_look_at():
    assert len(list(keys())) > 40
