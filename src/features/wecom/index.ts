/** The face of wecom: what rooms downstream may use. */
