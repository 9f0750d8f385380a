#!/bin/sh
# What the real calls of `bin/huixiang test --voice` need: SIP phones and witnesses from this Debian, and an Asterisk, which Debian 12 and 13 do not have,
# from the archive's other suites in a folder of its own (chroot). Says the folder on stdout. Safe to run twice, and by two at once: the second waits.
# HUIXIANG_VOICE_CACHE: where the folder is kept, instead of the user's cache.
set -eu

cache=${HUIXIANG_VOICE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/huixiang}/voice
say() { printf 'voice: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

[ "$(id -u)" = 0 ] || fail 'real calls need root (chroot, packages): run as root on Debian, for example in a container.'
command -v apt-get >/dev/null 2>&1 || fail 'real calls need Debian: there is no apt-get here.'
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

lacking() {
  for pair in debootstrap:debootstrap baresip:baresip-core sipp:sip-tester espeak-ng:espeak-ng sox:sox tshark:tshark; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair#*:}"
  done
}

missing=$(lacking)
if [ -n "$missing" ]; then
  say "installing $missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -qq >&2 9>&- || say 'apt-get update failed; trying with the lists that are there'
  # shellcheck disable=SC2086
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing >&2 9>&- || fail "these could not be installed: $missing"
  missing=$(lacking)
  [ -z "$missing" ] || fail "still not there after the installation: $missing"
fi

# The mirror this machine uses already: the first Debian archive among apt's own sources.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -n 1 || :)
mirror=${HUIXIANG_VOICE_MIRROR:-${mirror:-http://deb.debian.org/debian}}

works() { chroot "$1" asterisk -V >&2 9>&-; }

for suite in sid bullseye; do
  if [ -e "$cache/$suite/.ready" ] && works "$cache/$suite"; then
    echo "$cache/$suite"
    exit 0
  fi
done

for suite in sid bullseye; do
  folder="$cache/$suite"
  rm -rf "$folder" "$folder.new"
  say "an Asterisk from $mirror $suite (once; 1 to 5 minutes)"
  if debootstrap --variant=minbase --include=asterisk,asterisk-modules "$suite" "$folder.new" "$mirror" >"$cache/$suite.log" 2>&1 9>&- && works "$folder.new"; then
    rm -rf "$folder.new/var/cache/apt/archives" "$folder.new/usr/share/doc"
    touch "$folder.new/.ready"
    mv "$folder.new" "$folder"
    echo "$folder"
    exit 0
  fi
  tail -n 5 "$cache/$suite.log" >&2
  rm -rf "$folder.new"
done
fail "no Asterisk: neither sid nor bullseye of $mirror could be unpacked, see $cache/*.log"
