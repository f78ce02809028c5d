//! Pages as people get them.
