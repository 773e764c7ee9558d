"""What runs in the child: it knows the recording and the model, and nothing else."""
