"""What stands between the network and the desk: sessions, sign-in, CSRF, throttles, headers, limits."""
