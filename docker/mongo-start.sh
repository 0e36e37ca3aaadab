#!/usr/bin/env bash
# Starts MongoDB as a replica set of one, with authentication. Members of a set know each other by a key file, made here at
# the first start: it must belong to the database's user and be readable by nobody else, which a mounted file rarely is.
set -euo pipefail

key=/data/key/keyfile
if [[ ! -s "$key" ]]; then
  umask 077
  head -c 756 /dev/urandom | base64 -w 0 >"$key.new"
  mv "$key.new" "$key"
fi
chmod 400 "$key"
chown -R mongodb:mongodb /data/key

# The image's own entry point makes the first user, then runs what is given. The journal is always on since MongoDB 6.1.
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile "$key" --bind_ip_all
