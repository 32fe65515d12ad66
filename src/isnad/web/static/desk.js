// The desk reads without this; it only saves steps.
"use strict";
