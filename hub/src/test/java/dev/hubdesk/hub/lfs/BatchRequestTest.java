package dev.hubdesk.hub.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.FailureException;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

  private static BatchRequest parse(String json) throws JsonProcessingException {
    return BatchRequest.parse(Json.MAPPER.readTree(json.replace('\'', '"')));
  }

  private static String objects(int count) {
    String one = "{'oid':'" + "a".repeat(64) + "','size':1}";
    return "[" + (one + ",").repeat(count - 1) + one + "]";
  }

  @Test
  void readsWhatTheClientsSend() throws Exception {
    String python = "'transfers':['basic','multipart'],'hash_algo':'sha256'";
    String script = "'transfers':['basic','xet'],'hash_algo':'sha_256'";
    for (String extra : new String[] {python, script, "'transfers':[]", "'ref':null"}) {
      BatchRequest request =
          parse("{'operation':'upload','objects':" + objects(2) + "," + extra + "}");
      assertThat(request.upload()).isTrue();
      assertThat(request.objects()).hasSize(2);
    }
    assertThat(parse("{'operation':'download','objects':[]}").upload()).isFalse();
  }

  @Test
  void keepsBadObjectsForTheirOwnAnswers() throws Exception {
    BatchRequest request =
        parse(
            "{'operation':'upload','objects':[{'oid':'x','size':'1'},{},{'size':1.5},"
                + "{'size':99999999999999999999}]}");
    assertThat(request.objects()).extracting(BatchRequest.Asked::size).containsOnly(-1L);
  }

  @Test
  void refusesWhatItCanNotServe() {
    for (String body :
        new String[] {
          "{'operation':'steal','objects':[]}",
          "{'objects':[]}",
          "{'operation':'upload'}",
          "{'operation':'upload','objects':{}}",
          "{'operation':'upload','objects':[],'transfers':['xet']}",
          "{'operation':'upload','objects':[],'hash_algo':'sha512'}"
        }) {
      assertThatThrownBy(() -> parse(body)).as(body).isInstanceOf(FailureException.class);
    }
  }

  @Test
  void limitsTheObjectsOfABatch() throws Exception {
    String body = "{'operation':'upload','objects':" + objects(HubLimits.MAX_BATCH_OBJECTS);
    assertThat(parse(body + "}").objects()).hasSize(HubLimits.MAX_BATCH_OBJECTS);
    String over = "{'operation':'upload','objects':" + objects(HubLimits.MAX_BATCH_OBJECTS + 1);
    assertThatThrownBy(() -> parse(over + "}")).hasMessageContaining("at most");
  }
}
