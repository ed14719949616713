package dev.hubdesk.desk.analyze.kinds;

import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.Kinds;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.desk.analyze.dataset.DatasetAnalyzer;
import dev.hubdesk.desk.analyze.diffusers.DiffusersAnalyzer;
import dev.hubdesk.desk.analyze.gguf.GgufAnalyzer;
import dev.hubdesk.desk.analyze.model.LoraAnalyzer;
import dev.hubdesk.desk.analyze.model.ModelAnalyzer;
import dev.hubdesk.desk.analyze.model.Refinement;

/// Every kind that the Desk knows.
public final class AllKinds implements Kinds {

  @Override
  public Kind refine(Kind byNames, Subject subject) {
    return Refinement.of(byNames, subject);
  }

  @Override
  public Findings analyze(Kind kind, Subject subject) throws InterruptedException {
    return switch (kind) {
      case DATASET -> new DatasetAnalyzer().analyze(subject);
      case GGUF -> new GgufAnalyzer().analyze(subject);
      case DIFFUSERS -> new DiffusersAnalyzer().analyze(subject);
      case LORA -> new LoraAnalyzer().analyze(subject);
      case GPTQ, AWQ, TRANSFORMERS, ONNX, AUDIO, VISION, MULTIMODAL, GENERIC ->
          new ModelAnalyzer(kind).analyze(subject);
    };
  }
}
