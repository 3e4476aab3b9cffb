"""Signing in and out. The names `account_…` are those that allauth's own pages look for."""

from allauth.account import views as account
from django.urls import path, re_path

from . import views

sign_in = account.LoginView.as_view(template_name="web/entry/sign_in.html")
sign_out = account.LogoutView.as_view(template_name="web/entry/sign_out.html")

urlpatterns = [
    path("entrar/", sign_in, name="account_login"),
    path("entrar/", sign_in, name="sign-in"),
    path("salir/", sign_out, name="account_logout"),
    path("salir/", sign_out, name="sign-out"),
    path(
        "entrar/sin-cuenta/",
        account.SignupView.as_view(template_name_signup_closed="web/entry/closed.html"),
        name="account_signup",
    ),
    path(
        "entrar/inactiva/",
        account.AccountInactiveView.as_view(template_name="web/entry/inactive.html"),
        name="account_inactive",
    ),
    path(
        "entrar/otra-vez/",
        account.ReauthenticateView.as_view(template_name="web/entry/again.html"),
        name="account_reauthenticate",
    ),
    path(
        "contrasena/",
        account.PasswordChangeView.as_view(template_name="web/entry/password.html"),
        name="account_change_password",
    ),
    path(
        "contrasena/nueva/",
        account.PasswordSetView.as_view(template_name="web/entry/password.html"),
        name="account_set_password",
    ),
    path(
        "entrar/olvide/",
        account.PasswordResetView.as_view(template_name="web/entry/forgot.html"),
        name="account_reset_password",
    ),
    path(
        "entrar/olvide/enviado/",
        account.PasswordResetDoneView.as_view(template_name="web/entry/sent.html"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^entrar/olvide/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(template_name="web/entry/reset.html"),
        name="account_reset_password_from_key",
    ),
    path(
        "entrar/olvide/listo/",
        account.PasswordResetFromKeyDoneView.as_view(template_name="web/entry/reset_done.html"),
        name="account_reset_password_from_key_done",
    ),
    path("perfil/", views.profile, name="profile"),
]
