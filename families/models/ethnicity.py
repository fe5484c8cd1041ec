"""The ethnic groups that the Census of 2021 asked about in England. Optional, and never used for any decision."""

from django.db import models


class EthnicGroup(models.TextChoices):
    """The groups in the order of the Census; somebody may also prefer not to say."""

    WHITE_BRITISH = "white british", "White: English, Welsh, Scottish, Northern Irish or British"
    WHITE_IRISH = "white irish", "White: Irish"
    WHITE_TRAVELLER = "white traveller", "White: Gypsy or Irish Traveller"
    WHITE_ROMA = "white roma", "White: Roma"
    WHITE_OTHER = "white other", "White: any other White background"
    MIXED_CARIBBEAN = "mixed caribbean", "Mixed: White and Black Caribbean"
    MIXED_AFRICAN = "mixed african", "Mixed: White and Black African"
    MIXED_ASIAN = "mixed asian", "Mixed: White and Asian"
    MIXED_OTHER = "mixed other", "Mixed: any other mixed or multiple background"
    INDIAN = "indian", "Asian or Asian British: Indian"
    PAKISTANI = "pakistani", "Asian or Asian British: Pakistani"
    BANGLADESHI = "bangladeshi", "Asian or Asian British: Bangladeshi"
    CHINESE = "chinese", "Asian or Asian British: Chinese"
    ASIAN_OTHER = "asian other", "Asian or Asian British: any other Asian background"
    AFRICAN = "african", "Black or Black British: African"
    CARIBBEAN = "caribbean", "Black or Black British: Caribbean"
    BLACK_OTHER = "black other", "Black or Black British: any other Black background"
    ARAB = "arab", "Arab"
    OTHER = "other", "Any other ethnic group"
    NOT_SAID = "not said", "Prefers not to say"
