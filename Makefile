# The way in. Every target installs or builds what it needs first.
CONFIGURATION ?= Debug
DOTNET_FLAGS = --nologo -v quiet -clp:ErrorsOnly -clp:NoSummary

.PHONY: run demo test bench publish format prepare build

run: build ## Start everything, put a demonstration call through, stay up
	@exec dotnet artifacts/bin/Demo/debug/CallControl.Demo.dll run

demo: build ## The demonstration call alone; exit code 0 only if both sides heard what they should
	@exec dotnet artifacts/bin/Demo/debug/CallControl.Demo.dll demo

test: ## All tests, on servers of their own; the last line is "N passed, N failed"
	@scripts/prepare asterisk-16 browser
	@scripts/test

bench: prepare ## Ours beside plain dialplan and npm ari-client in one run; figures in bench/out/summary.json
	@bench/prepare
	@dotnet build $(DOTNET_FLAGS) -c Release src/CallControl
	@dotnet build $(DOTNET_FLAGS) -c Release bench
	@exec dotnet artifacts/bin/Bench/release/CallControl.Bench.dll $(ARGS)

publish: ## The program for a server, with the administration pages, into artifacts/callcontrol
	@scripts/prepare pages
	@echo "Publishing ..."
	@dotnet publish $(DOTNET_FLAGS) -c Release -o artifacts/callcontrol src/CallControl
	@echo "artifacts/callcontrol: docs/configuration.md says how to run it as a service."

format: ## Write the house format
	dotnet format

build: prepare
	@echo "Building ..."
	@dotnet build $(DOTNET_FLAGS) demo

prepare:
	@scripts/prepare
