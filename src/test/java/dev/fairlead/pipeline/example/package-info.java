/** Runs every pipeline that the documentation shows. */
package dev.fairlead.pipeline.example;
