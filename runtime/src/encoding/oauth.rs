//! The access token among the credentials, and what it is got with.

use std::time::Instant;

use secrecy::{ExposeSecret as _, SecretString};

use super::Credentials;
use crate::descriptor::{CallDescriptor, Credential, CredentialPlace, OAuthPart};

impl Credentials {
    /// The credential of a call that is got by OAuth, if it is sent with one.
    pub(crate) fn token_of(&self, call: &CallDescriptor) -> Option<&'static Credential> {
        let mut all = self.api.credentials.iter();
        all.find(|credential| credential.got_by_oauth && call.carries(credential))
    }

    /// Whether there is an access token.
    pub(crate) fn has_token(&self) -> bool {
        let token = self.position(|credential| credential.got_by_oauth);
        token
            .and_then(|token| self.values.get(token))
            .is_some_and(Option::is_some)
    }

    /// Whether there is no access token, or none that lasts.
    pub(crate) fn needs_token(&self, now: Instant) -> bool {
        !self.has_token() || self.renew_at.is_some_and(|renew_at| now >= renew_at)
    }

    /// What is given to get an access token.
    pub(crate) fn oauth_part(&self, part: OAuthPart) -> Option<&SecretString> {
        let position = self.position(|credential| credential.place == CredentialPlace::OAuth(part));
        self.values.get(position?)?.as_ref()
    }

    /// What is needed to get an access token and is not there.
    pub(super) fn missing_for_token(&self) -> Option<&'static Credential> {
        let all = self.api.credentials.iter().zip(&self.values);
        let mut missing = all.filter(|(_, value)| value.is_none());
        missing
            .find(|(credential, _)| match credential.place {
                CredentialPlace::OAuth(part) => {
                    self.api.oauth.as_ref().is_some_and(|it| it.needs(part))
                }
                _ => false,
            })
            .map(|(credential, _)| credential)
    }

    /// These, with an access token that is to be renewed at this moment.
    pub(crate) fn with_token(&self, token: SecretString, renew_at: Option<Instant>) -> Self {
        self.replacing(|it| it.got_by_oauth, Some(token), renew_at)
    }

    /// These, without the access token.
    pub(crate) fn without_token(&self) -> Self {
        self.replacing(|it| it.got_by_oauth, None, None)
    }

    /// These, with a refresh token that the server has put in the place of the one before.
    pub(crate) fn with_refresh_token(&self, token: SecretString) -> Self {
        let place = CredentialPlace::OAuth(OAuthPart::RefreshToken);
        self.replacing(|it| it.place == place, Some(token), self.renew_at)
    }

    /// Whether a token that is got with those is got with these too.
    pub(crate) fn has_parts_of(&self, other: &Self) -> bool {
        let all = [
            OAuthPart::ClientId,
            OAuthPart::ClientSecret,
            OAuthPart::RefreshToken,
        ];
        all.iter().all(|part| self.has_part_of(other, *part))
    }

    /// Whether the refresh token that those were sent with is the one that these have.
    pub(crate) fn is_renewed_with(&self, used: &Self) -> bool {
        let part = OAuthPart::RefreshToken;
        self.oauth_part(part).is_some() && self.has_part_of(used, part)
    }

    /// Whether this part of both is the same.
    fn has_part_of(&self, other: &Self, part: OAuthPart) -> bool {
        let text = |credentials: &Self| {
            let part = credentials.oauth_part(part);
            part.map(|part| part.expose_secret().to_owned())
        };
        text(self) == text(other)
    }

    fn replacing(
        &self,
        is_replaced: impl Fn(&Credential) -> bool,
        value: Option<SecretString>,
        renew_at: Option<Instant>,
    ) -> Self {
        let mut credentials = self.clone();
        let position = self.position(is_replaced);
        if let Some(slot) = position.and_then(|position| credentials.values.get_mut(position)) {
            *slot = value;
        }
        credentials.renew_at = renew_at;
        credentials
    }

    fn position(&self, is_wanted: impl Fn(&Credential) -> bool) -> Option<usize> {
        self.api.credentials.iter().position(is_wanted)
    }
}
