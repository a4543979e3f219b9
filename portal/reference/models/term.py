"""An entry of a controlled list: the code is the key, the words are its labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """Activity 2.4, output O2, priority theme T1 …; `data` holds what else its list says of it."""

    list = models.CharField(_("list"), max_length=40)
    code = models.CharField(_("code"), max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    active = models.BooleanField(_("in use"), default=True)
    data = models.JSONField(_("further data"), default=dict, blank=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["list", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code"],
                name="one_term_per_list_and_code",
                violation_error_message=_("The list has this code already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.code}"
