"""A person with an account."""

from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.reference.sortkeys import sort_key


def new_sign_in_key() -> str:
    """A random text; a session is good as long as it was opened under the present one."""
    return get_random_string(24)


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with this address; without a password, only codes and passkeys sign in."""
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who keeps the system; holds no role of the programme by that."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


def naming(relation: str) -> tuple[str, ...]:
    """The columns behind `relation` that the name of a person is made of, for the `only()` of a list of people."""
    return tuple(f"{relation}__{column}" for column in ("name", "email", "erased_at"))


class User(AbstractBaseUser):
    """A person. What the person may do follows from roles and memberships (see `standing`)."""

    class Language(models.TextChoices):
        EN = "en", "English"
        FR = "fr", "Français"

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150)
    name_key = models.CharField(max_length=150, editable=False, default="", db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.EN)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_superuser = models.BooleanField(_("keeps the system"), default=False)
    joined_at = models.DateTimeField(_("joined on"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True, editable=False)
    sign_in_key = models.CharField(max_length=24, editable=False, default=new_sign_in_key)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_key", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_account_per_address")]

    def __str__(self) -> str:
        if self.erased_at is not None:
            return gettext("Somebody (erased)")
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case and the sorting key beside the name."""
        self.email = self.email.strip().lower()
        self.name_key = sort_key(self.name or self.email)[:150]
        fields = kwargs.get("update_fields")
        if fields is not None and ("name" in fields or "email" in fields):
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    # Django's admin and templates ask these. Rules decide; no table of rights stands behind them.
    @property
    def is_staff(self) -> bool:
        return self.is_active and bool(rules.has_perm("accounts.enter_office", self))

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """A named rule where there is one; else only who keeps the system."""
        if rules.perm_exists(perm):
            return self.is_active and bool(rules.has_perm(perm, self, obj))
        return self.is_active and self.is_superuser

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """A session dies when the password changes, and when `sign_in_key` does: so everyone is signed out."""
        return salted_hmac(
            "portal.accounts.User.session", f"{self.password}:{self.sign_in_key}", secret=secret, algorithm="sha256"
        ).hexdigest()
