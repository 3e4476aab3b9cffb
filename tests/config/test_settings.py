import subprocess
import sys

import pytest

SHOW = "from destraba.config import settings; print([getattr(settings, n) for n in {!r}.split()])"


def settings_with(names, **env):
    command = [sys.executable, "-c", SHOW.format(names)]
    env = {"SECRET_KEY": "x" * 50, "DATABASE_URL": "sqlite:////tmp/none.sqlite3", **env}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def test_a_clean_clone_is_closed_and_speaks_to_this_machine_alone():
    shown = settings_with("DEBUG DEMO ALLOWED_HOSTS SESSION_COOKIE_SECURE")

    assert shown == "[False, False, ['localhost', '127.0.0.1', '[::1]'], False]"


def test_behind_https_cookies_travel_by_https_alone():
    names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS"

    assert settings_with(names, DESTRABA_HTTPS="1") == "[True, True, True, 31536000]"


def test_only_a_proxy_of_ours_says_from_where_a_visitor_comes():
    assert settings_with("ALLAUTH_TRUSTED_PROXY_COUNT") == "[0]"
    assert settings_with("ALLAUTH_TRUSTED_PROXY_COUNT", DESTRABA_HTTPS="1") == "[1]"


def test_spanish_is_there_without_a_catalogue():
    assert "('es', 'Español')" in settings_with("LANGUAGES")


@pytest.mark.django_db
def test_pages_carry_the_headers_that_close_doors(client):
    headers = client.get("/no-existe/").headers
    policy = headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_in_words(client):
    response = client.get("/salud/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "<h1>" in response.content.decode()
