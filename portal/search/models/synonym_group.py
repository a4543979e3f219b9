"""Expressions of the field that stand for one another in a search."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..normalise import for_query

MOST_EXPRESSIONS = 30


class SynonymGroup(models.Model):
    """Who searches for one of these finds the others too, across languages unless the group is for one."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Left empty: the words hold across languages."),
    )
    words = models.TextField(
        _("words"), max_length=2000, help_text=_("One word or expression on each line, two at least.")
    )
    active = models.BooleanField(_("in use"), default=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["code"]
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(self.expressions)

    @property
    def expressions(self) -> list[str]:
        """The lines, without empty ones."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    def clean(self) -> None:
        """At least two different expressions, each of which can be searched."""
        super().clean()
        self.words = "\n".join(self.expressions)
        unread = [text for text in self.expressions if not for_query(text)]
        if unread:
            message = _("“%(text)s” cannot be searched: it has no word that carries meaning.")
            raise ValidationError({"words": ValidationError(message, params={"text": unread[0]})})
        if not 2 <= len({text.casefold() for text in self.expressions}) <= MOST_EXPRESSIONS:
            message = _("Give between 2 and %(most)s different words or expressions, one on each line.")
            raise ValidationError({"words": ValidationError(message, params={"most": MOST_EXPRESSIONS})})
