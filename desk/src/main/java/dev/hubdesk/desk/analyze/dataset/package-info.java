/// Datasets: splits, configurations and formats of their data files.
@NullMarked
package dev.hubdesk.desk.analyze.dataset;

import org.jspecify.annotations.NullMarked;
