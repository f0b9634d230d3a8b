"""What the engine is measured against: PyTorch in its ways of running, OpenVINO and ONNX Runtime, on two threads alike."""
import dataclasses, json, multiprocessing, os, tempfile
import torch


@dataclasses.dataclass(frozen=True)
class Contender:
    """One way to run a network."""
    name: str
    layout: torch.memory_format = torch.contiguous_format
    compiles: bool = False
    runtime: str = "torch"  # or openvino, onnxruntime: evaluation alone

    @property
    def trains(self):
        return self.runtime == "torch"

    def prepared(self, net):
        """The network as PyTorch calls it."""
        return torch.compile(net) if self.compiles else net

    def evaluation(self, net, inputs):
        """Calls the network with these inputs once."""
        return getattr(self, f"_{self.runtime}")(net, inputs)

    def _torch(self, net, inputs):
        called = self.prepared(net)

        def run():
            with torch.inference_mode(not self.compiles), torch.no_grad():
                called(*inputs)
        return run

    def _openvino(self, net, inputs):
        import openvino
        with torch.no_grad():
            model = openvino.convert_model(net, example_input=tuple(inputs), input=[list(x.shape) for x in inputs])
        compiled = openvino.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"})
        arrays = [x.numpy() for x in inputs]
        return lambda: compiled(arrays)

    def _onnxruntime(self, net, inputs):
        import onnxruntime
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "net.onnx")
            torch.onnx.export(net, tuple(inputs), path, dynamo=True, verbose=False)
            session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        arrays = {i.name: x.contiguous().numpy() for i, x in zip(session.get_inputs(), inputs)}
        return lambda: session.run(None, arrays)


EAGER = [Contender("eager"), Contender("eager, channels last", torch.channels_last)]
COMPILED = [Contender("compiled", compiles=True),
            Contender("compiled, channels last", torch.channels_last, compiles=True)]
RUNTIMES = [Contender("OpenVINO", runtime="openvino"), Contender("ONNX Runtime", runtime="onnxruntime")]
ALL = EAGER + COMPILED + RUNTIMES


def best(results):
    """For each value that of the fastest contender; the peak of the one with the fastest step."""
    merged, by = {}, {}
    for key in {k: None for values in results.values() for k in values}:
        having = {name: values[key] for name, values in results.items() if key in values}
        by[key] = (max if "/s" in key else min)(having, key=having.get)
        merged[key] = having[by[key]]
    if "peak MB" in merged:
        by["peak MB"] = by["step ms"]
        merged["peak MB"] = results[by["step ms"]]["peak MB"]
    return merged, by


def run(cases, arguments):
    """Runs the cases {name: (function, its sizes, contenders)} that `arguments` begin and prints a line for each."""
    names = [a for a in arguments if a != "--eager"]
    exact = [n for n in cases if n in names]
    for name in exact or [n for n in cases if not names or any(n.startswith(m) for m in names)]:
        measure, sizes, contenders = cases[name]
        results = {}
        for contender in contenders:
            if "--eager" in arguments and contender not in EAGER:
                continue
            with multiprocessing.get_context("spawn").Pool(1) as pool:  # each in a process of its own, for its peak memory
                results[contender.name] = pool.apply(measure, (*sizes, contender))
        values, by = best(results)
        print(json.dumps({"name": name, "values": values, "by": by, "all": results}), flush=True)
