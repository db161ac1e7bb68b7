"""Tests of the transport, over real loopback and Unix sockets."""
