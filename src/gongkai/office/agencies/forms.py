"""Login."""

from __future__ import annotations

from django import forms


class LoginForm(forms.Form):
    login_name = forms.CharField(label="登录名", max_length=60)
    password = forms.CharField(label="密码", max_length=200, widget=forms.PasswordInput)
