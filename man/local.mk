# Manual pages.
# SPDX-License-Identifier: MIT
