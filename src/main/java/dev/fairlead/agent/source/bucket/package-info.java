/** Sources in buckets of S3's kind and in containers of Azure Blob Storage. */
@NullMarked
package dev.fairlead.agent.source.bucket;

import org.jspecify.annotations.NullMarked;
