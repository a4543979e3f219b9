"""The tables that hold what is written of a roadmap. No rule stands here."""

from portal.collaboration.store import SectionStore

from .models import Diagnosis, Edition, FinalPackage, Indicator, Item, Measure, MeasureProgress, ReportedValue

EDITIONS = SectionStore(Edition, {"diagnosis": Diagnosis})
ITEMS = SectionStore(Item)
MEASURES = SectionStore(Measure, {"indicators": Indicator})
PROGRESS = SectionStore(MeasureProgress, {"values": ReportedValue})
PACKAGES = SectionStore(FinalPackage)
