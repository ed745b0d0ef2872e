package dev.fairlead.manifest.locate;

import dev.fairlead.image.ImageName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern that finds images in text files: a Jenkinsfile, Terraform, a script.
 *
 * @param files a glob over paths, such as {@code **}{@code /*.tf}; a glob without {@code /} is about the file's name alone
 * @param pattern a regular expression whose named groups say what was found: {@code image} (a whole reference), or
 *     {@code name}, {@code tag} and {@code digest}
 * @param image whose tag or digest it is, where no group says the name
 */
public record TextPattern(String files, Pattern pattern, Optional<ImageName> image) {}
