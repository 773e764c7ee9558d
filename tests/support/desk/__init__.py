"""The officer's desk as tests drive it: one way to sign in, one list of addresses, one way to act.

`signing_in` gives one-time codes and seats, `addresses` says where things are, `answers` what is filled in.
`client` is an officer over HTTP, inside this process or over a socket; `window` and `form` are an officer in
a real browser. `world` is the application itself with people in it.
"""
