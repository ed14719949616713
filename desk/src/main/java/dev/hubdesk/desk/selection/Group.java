package dev.hubdesk.desk.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of one model at one location.
///
/// @param quant empty when the name tells none
/// @param members sorted by path
/// @param warning what people should know before they delete it
@JsonInclude(JsonInclude.Include.NON_NULL)
record Group(
    String id,
    String label,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String quant,
    List<Member> members,
    @Nullable String warning,
    boolean canDelete) {

  /// Groups files, by name of family.
  static List<Group> of(List<Member> members, boolean canDelete) {
    var families = new TreeMap<FamilyName, List<Member>>(Comparator.comparing(FamilyName::text));
    for (Member member : members) {
      families
          .computeIfAbsent(FamilyName.of(member.repoPath()), _ -> new ArrayList<>())
          .add(member);
    }
    var groups = new ArrayList<Group>();
    for (Map.Entry<FamilyName, List<Member>> family : families.entrySet()) {
      groups.add(group(family.getKey(), family.getValue(), canDelete));
    }
    return List.copyOf(groups);
  }

  private static Group group(FamilyName name, List<Member> members, boolean canDelete) {
    List<Member> sorted = members.stream().sorted(Comparator.comparing(Member::path)).toList();
    String warning =
        sorted.size() < name.shards()
            ? sorted.size() + " of " + name.shards() + " parts are here"
            : null;
    return new Group(name.id(), name.label(), name.quant(), sorted, warning, canDelete);
  }

  /// Whether these are exactly the files of this group, as they are now.
  boolean isExactly(List<Member> confirmed) {
    Set<Member> now = new HashSet<>();
    members.forEach(member -> now.add(member.bare()));
    Set<Member> then = new HashSet<>();
    confirmed.forEach(member -> then.add(member.bare()));
    return confirmed.size() == then.size() && now.equals(then);
  }
}
