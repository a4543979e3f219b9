"""The words of the steps of an assistance: states, products, what is wrong with a plan."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.reference.queries import term_map

from . import steps
from .steps import Problem

STATES = {
    steps.NOT_STARTED: gettext_lazy("Not started"),
    steps.ON_TRACK: gettext_lazy("On track"),
    steps.LATE: gettext_lazy("Late"),
    steps.DONE: pgettext_lazy("step", "Done"),
}
STITCHES = {steps.NOT_STARTED: "hollow", steps.ON_TRACK: "half", steps.LATE: "bad", steps.DONE: "full"}
PRODUCTS = {
    "TA1": gettext_lazy("An application that was assessed and selected"),
    "TA2": gettext_lazy("An expert agreed by both sides, with a mission"),
    "TA3": gettext_lazy("A consultation that was held, with who came by sector"),
    "TA4": gettext_lazy("The members of the national team"),
    "TA5": gettext_lazy("A workshop or a coaching that was held, with who came by sector"),
    "TA6": gettext_lazy("The roadmap validated: authority, act, date and document"),
    "TA7": gettext_lazy("The public presentation, with its date"),
    "TA8": gettext_lazy("A first progress report, sent"),
    "TA9": gettext_lazy("The final package, accepted by the Secretariat"),
}


def names(language: str) -> dict[str, str]:
    """The names of the steps in a language; the code of one the vocabulary does not hold."""
    known = term_map("assistance_step", language)
    return {code: str(known[code].text) if code in known else code for code in steps.CODES}


def problem(found: Problem) -> str:
    """What is wrong with a plan, and what to do."""
    given = {"step": found.step, "other": found.other}
    words = {
        "missing": _("Step %(step)s is missing: give its dates."),
        "unknown": _("“%(step)s” is not a step of an assistance: name one of TA1 to TA9."),
        "twice": _("A step stands in the plan twice: keep one of the two."),
        "order": _("Step %(step)s ends before it begins: change one of its dates."),
        "after": _("Step %(step)s cannot follow “%(other)s”: name earlier steps, such as TA1 TA2."),
        "before": _(
            "Step %(step)s follows %(other)s: it cannot begin or end before it. Change the dates of one of them."
        ),
    }
    return words[found.code] % given


def reason(found: tuple[str, str]) -> str:
    """Why a step cannot be done yet."""
    kind, code = found
    if kind == "after":
        return _("It follows step %(step)s, which is not done.") % {"step": code}
    return _("What it must produce is not there: %(product)s.") % {"product": PRODUCTS[code]}
