package dev.hubdesk.desk.analyze.model;

import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.desk.analyze.Subject;
import java.util.List;
import java.util.Map;

/// Models whose weights stand beside a configuration, of any sense, and plain repositories.
public final class ModelAnalyzer implements KindAnalyzer {

  private final Kind kind;

  public ModelAnalyzer(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Findings analyze(Subject subject) throws InterruptedException {
    var model = new ModelParts(subject.files());
    Map<String, Object> told = ModelSections.of(kind, subject, model.weights());
    boolean onlyOnnx =
        kind == Kind.ONNX
            || model.weights().stream().allMatch(weight -> weight.format() == WeightFormat.ONNX);
    List<Part> parts = onlyOnnx ? new OnnxParts(subject.files()).parts() : model.parts();
    return new Findings(description(told), told, new ItemMaker(subject.filters()).items(parts));
  }

  private String description(Map<String, Object> told) {
    if (told.containsKey("embedding")) {
      return "Embedding model (sentence-transformers)";
    }
    boolean isNamed = kind == Kind.GPTQ || kind == Kind.AWQ;
    return told.get("quantized") instanceof Map<?, ?> quantized && !isNamed
        ? kind.description() + ", quantized (" + quantized.get("method") + ")"
        : kind.description();
  }
}
