package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the files of a commit tell.
///
/// @param facts as the API tells them, by field
/// @param parameters of a model; 0 when they are not known
record Derived(ObjectNode facts, Tags tags, long parameters) {}
