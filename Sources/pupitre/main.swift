print("pupitre")
