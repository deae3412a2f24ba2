# `make demo` and `make test` need nothing installed; see README.md. The bench lies in .bench/.
PYTHON ?= python3
export SERVE AGAIN BENCH ARGS

.PHONY: demo test test-full stop clean

demo test test-full stop clean:
	@$(PYTHON) -m devbench $@
