#!/bin/sh
# What the browser tests need of the system: Chromium, and a font with Chinese characters. Installs them where it may;
# of Chromium the kind without windows, where there is one, since it does the same in two thirds of the time.
set -eu

has_shell() { command -v chromium-headless-shell >/dev/null; }

has_chromium() {
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return 0
  done
  test -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

has_chinese() {
  test "$(uname)" = Darwin || test -n "$(fc-list :lang=zh 2>/dev/null)"
}

whole() { has_chromium && has_chinese; }

whole && { has_shell || ! apt-cache show chromium-headless-shell >/dev/null 2>&1; } && exit 0

sudo=""
test "$(id -u)" = 0 || sudo="sudo -n"
install() {
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends \
    "$@" fontconfig fonts-noto-cjk </dev/null >/dev/null
}
if command -v apt-get >/dev/null && $sudo true 2>/dev/null; then
  $sudo apt-get -qq update </dev/null || true
  install chromium-headless-shell 2>/dev/null || install chromium || true
fi

whole && exit 0
echo "The browser tests need Chromium and a Chinese font: sudo apt-get install chromium fontconfig fonts-noto-cjk" >&2
exit 1
