"""Addresses of this room: the page a private link opens."""

from django.urls import path

from .views import form

app_name = "surveys"

urlpatterns = [path("survey/<str:token>/", form.form, name="form")]
