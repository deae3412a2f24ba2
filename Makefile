# The commands need nothing installed; see README.md. The bench lies in .bench/.
PYTHON ?= python3
export SERVE AGAIN BENCH ARGS

.PHONY: demo test test-full benchmark stop clean

demo test test-full benchmark stop clean:
	@$(PYTHON) -m devbench $@
