// Runs before the first paint, so that nothing jumps when the modules arrive.
document.documentElement.classList.add("has-js");
