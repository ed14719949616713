package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

  private static final String TYPE = "multipart/form-data; boundary=----b1";

  private static FormBody multipart(String text) {
    return FormBody.multipart(text.getBytes(StandardCharsets.UTF_8), TYPE);
  }

  @Test
  void aUrlEncodedFieldMayComeSeveralTimes() {
    FormBody form = FormBody.urlEncoded("paths=a%2Fb+c&paths=%C3%B6&expand=True&empty");
    assertThat(form.values("paths")).containsExactly("a/b c", "ö");
    assertThat(form.value("expand")).isEqualTo("True");
    assertThat(form.value("empty")).isEmpty();
    assertThat(form.value("none")).isNull();
  }

  @Test
  void aMultipartFieldMayComeSeveralTimes() {
    FormBody form =
        multipart(
            String.join(
                "\r\n",
                "------b1",
                "Content-Disposition: form-data; name=\"paths\"",
                "",
                "README.md",
                "------b1",
                "Content-Disposition: form-data; name=\"paths\"",
                "",
                "größe\r\nx",
                "------b1",
                "Content-Disposition: form-data; name=\"expand\"",
                "",
                "",
                "------b1--",
                ""));
    assertThat(form.values("paths")).containsExactly("README.md", "größe\r\nx");
    assertThat(form.value("expand")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "------b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbreaks off",
        "------b1\r\nno end of the head\r\n------b1--\r\n"
      })
  void aMultipartBodyThatBreaksOffIsRefused(String text) {
    assertThatThrownBy(() -> multipart(text)).isInstanceOf(FailureException.class);
  }

  @Test
  void aMalformedPercentSignIsRefused() {
    assertThatThrownBy(() -> FormBody.urlEncoded("paths=%zz")).isInstanceOf(FailureException.class);
  }
}
