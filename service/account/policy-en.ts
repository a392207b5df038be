export const POLICY_EN = `# Privacy policy

Version 2026-11.4, in force since 26 November 2026. Where the two differ, the Chinese text counts.

Observation Companion helps you keep and mark the articles you read, and find them on all your devices. This policy says which information of yours we handle, why, for how long, and how you can see it, take it with you and delete it.

## 1. You don't need an account

Without an account, everything you keep stays in the browser of this device and is not sent to us. The extension contains no analytics, advertising or tracking.

## 2. What we handle once you have an account

| Information | What for | How long |
| --- | --- | --- |
| Mobile number | To know it is you when you register, sign in or recover your account | Until the account is deleted |
| Password | To sign in. We keep a hash that can't be turned back, never the password | Until it is changed or the account is deleted |
| SMS codes | To verify your number. Only a hash is kept; valid for 5 minutes, once | At most 48 hours |
| What you tell yourself: nickname, organisation, job title, channels, picture, user name, e-mail | Shown to you; user name and verified e-mail sign you in and recover the password. Where a picture was taken, and the like, never leaves your device | Until you change it or the account is deleted |
| The sealed secret of two-step sign-in, and hashes of recovery codes | To be sure that it is you who signs in | Until you turn it off or the account is deleted |
| Public keys of passkeys, the names you give them, and when they were last used | To be sure that it is you who signs in by one. The private key, your fingerprint and your face never leave your device | Until you remove it or the account is deleted |
| The identity that an account elsewhere gives | To know you again where you chose to sign in by WeChat or an account of your organisation | Until you unbind it or the account is deleted |
| Device name, time zone, times of sign-in, of last use and of the last sync, to the minute | To show you where you are signed in and how recent each device is, and let you end each | Ends and is deleted after 30 days unused, or 180 days |
| A hash of your network address | Against guessed passwords and floods of SMS | At most 48 hours for limits; 180 days in the security record |
| The version of this policy you agreed to, and when | To prove your consent | Until the account is deleted |
| The articles, images, tags, marks, notes, reading positions and settings you keep | To carry them between your devices | Until you delete them. What is in the trash is emptied after 30 days; a mark without content, that something was deleted, remains |

We collect nothing else. We don't read what you type into web pages, and never sign in anywhere for you.

## 3. Who else sees it

- **The account elsewhere that you choose** (WeChat, or others the operator has set up): only when you press its button do you sign in there; so it learns that you sign in to Observation Companion. Nothing of your content goes there.
- **The e-mail carrier** (chosen by the operator of the service): if you set an e-mail address, it gets that and the code, for the delivery alone.
- **The SMS carrier**: to send a code, your number and the code are handed to an SMS carrier (Alibaba Cloud or Tencent Cloud, whichever the operator of the service has chosen), for the delivery alone.
- Nobody else. We give, sell or share nothing to any other third party, unless the law plainly demands it.
- Your information lies on the servers of the service's operator; we send none of it abroad.

## 4. How we protect it

The extension speaks to the service through an encrypted connection. Session tokens and codes are in the database as hashes only. Every read and write is confined to your own account. No log holds numbers, passwords, codes, tokens, or what you keep. Should anything happen that may concern you, we tell you soon, and what to do.

## 5. Your rights

- **See and correct**: all you keep is in your library, to be read and changed at any time.
- **Delete**: articles, marks and notes at any time.
- **Delete the account**: under Security you can; after 7 days' grace, the account and all its content are removed from database and files, and from backups within 30 days.
- **Withdraw consent**: sign out or delete the account at any time. What is on this device stays yours.
- Questions and requests go to the operator of the service; we answer within 15 working days.

## 6. Children

The service is not for children under 14. If you are under 14, please don't register; an account registered by mistake is deleted with its content.

## 7. Changes

A change makes a new version, and you are asked again when you next sign in. You may decline and stop using the account; what is on your device is not affected.
`;
