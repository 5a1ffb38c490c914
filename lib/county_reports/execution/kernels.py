"""Kernels of this very interpreter, whatever kernels the user's machine has.

A kernel named ``python3`` may belong to another environment. Ours is started from
``sys.executable``, over TCP (with IPC, kernels that share a folder mix up their messages), with
settings folders of its own, so that no personal profile or matplotlibrc changes a result.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

KERNEL_NAME = "python3"
# The kernel says on every start that TCP is not encrypted; it listens on this machine only.
QUIET = ("--log-level=ERROR",)


def environment(root: Path) -> dict[str, str]:
    """The variables of a kernel: the project's folder, private settings, quiet debugger."""
    cache = root / "build" / "cache"
    return {
        "COUNTY_REPORTS_ROOT": str(root),
        "IPYTHONDIR": str(cache / "ipython"),
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "TZ": "UTC",
    }


def manager_class(root: Path, extra: Mapping[str, str] | None = None) -> type[AsyncKernelManager]:
    """A kernel manager whose kernels run on this interpreter with the project's environment."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    variables = environment(root) | dict(extra or {})
    for folder in ("IPYTHONDIR", "MPLCONFIGDIR"):
        Path(variables[folder]).mkdir(parents=True, exist_ok=True)
    spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *QUIET],
        display_name="Python 3 (county-reports)",
        language="python",
        # jupyter_client reads the values as templates: a dollar sign in a path must stay one.
        env={name: value.replace("$", "$$") for name, value in variables.items()},
    )

    class ProjectKernelManager(AsyncKernelManager):
        """Starts this project's kernel and no other."""

        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

        async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
            kw |= {"cwd": str(root), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            return await super()._async_pre_start_kernel(**kw)

        pre_start_kernel = _async_pre_start_kernel

    return ProjectKernelManager


def check_start(root: Path, timeout: float = 60) -> None:
    """Start a kernel, let it answer, stop it.

    Raises:
        RuntimeError: it died or did not answer in time.
    """
    import asyncio

    asyncio.run(_start_once(root, timeout))


async def _start_once(root: Path, timeout: float) -> None:
    manager = manager_class(root)()
    await manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels()
        await client.wait_for_ready(timeout=timeout)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
