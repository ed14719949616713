package dev.hubdesk.desk.analyze;

import static dev.hubdesk.desk.testing.Files.files;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "transformers, config.json model.safetensors",
    "transformers, config.json pytorch_model.bin",
    "transformers, config.json model.safetensors onnx/model.onnx",
    "transformers, config.json model-00001-of-00002.safetensors model-00002-of-00002.safetensors",
    "generic, sub/config.json model.safetensors",
    "generic, config.json sub/model.safetensors",
    "onnx, config.json sub/model.safetensors onnx/model.onnx",
    "generic, config.json tokenizer.bin",
    "generic, config.json training_args.bin",
    "onnx, config.json quantize_config.json onnx/model.onnx",
    "gptq, config.json quantize_config.json model.safetensors",
    "gptq, quantize_config.json model.safetensors",
    "transformers, config.json sub/quantize_config.json model.safetensors",
    "gguf, config.json model.safetensors m-Q4_K_M.gguf model_index.json",
    "gguf, sub/M.GGUF",
    "diffusers, model_index.json adapter_config.json config.json model.safetensors",
    "diffusers, sub/model_index.json",
    "lora, adapter_config.json adapter_model.safetensors config.json",
    "lora, sub/adapter_config.json model.safetensors config.json",
    "onnx, model.ONNX",
    "generic, README.md",
  })
  void theNamesOfTheFilesTellTheKindInAFixedOrder(String kind, String names) {
    assertThat(Kind.of(files(names.split(" ", -1))).word()).isEqualTo(kind);
  }
}
