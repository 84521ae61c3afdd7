#!/usr/bin/env node
console.error('scene: the commands are not wired yet');
process.exitCode = 2;
